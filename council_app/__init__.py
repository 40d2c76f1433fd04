"""Council: run in-person consumer councils and close the loop, offline."""

__version__ = "0.1.0"
