from django.conf import settings
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names and gzip; brotli too, which takes minutes of CPU, where the image or an operator wants it."""

    def create_compressor(self, **options):
        return Compressor(use_brotli=settings.STATIC_BROTLI, **options)
