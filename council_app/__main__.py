"""`python -m council_app`."""

import sys

from council_app.bootstrap import main

sys.exit(main())
