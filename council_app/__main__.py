"""`python -m council_app`."""

import multiprocessing
import sys

from council_app.bootstrap import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # a frozen program starts its printing process by running itself
    sys.exit(main())
