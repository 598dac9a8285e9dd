"""YAML → levels → records: what a binder holds, merged and validated for one municipality."""
