"""Read YAML files into records, merged and validated into binders."""
