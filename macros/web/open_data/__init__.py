"""Write what others may build upon: services, contacts, agreements and routines."""
