// served by tests of static files
