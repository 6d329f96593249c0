"""What gunicorn serves: portal.wsgi:application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("SERVES_PAGES", "1")  # short limits for the database, see settings
application = get_wsgi_application()

from portal.checks import refuse_wrong_configuration  # noqa: E402  settings must be there

refuse_wrong_configuration()
