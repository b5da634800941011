"""What a web server runs. Production settings, unless ERKEND_SETTINGS says otherwise."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault(
    "DJANGO_SETTINGS_MODULE", f"foundation.settings.{os.environ.get('ERKEND_SETTINGS', 'production')}"
)
application = get_wsgi_application()
