import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# What the program itself consists of is never thrown away, and a page leaves little behind:
# looking through all of it for every few hundred new things cost a tenth of each page.
gc.freeze()
gc.set_threshold(10_000, 20, 50)
