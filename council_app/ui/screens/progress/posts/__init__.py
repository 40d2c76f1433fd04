"""All posts, what each said in public, and the way to a new one."""
