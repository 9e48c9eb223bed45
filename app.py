"""The application object for servers and for the `flask` command."""

import sys

from digest import create_app
from digest.config import SettingsError

try:
    app = create_app()
except SettingsError as error:
    sys.exit(f"Cannot start: {error}")
