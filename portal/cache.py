import logging

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def fails_open(name, answer):
    """A RedisCache method that answers as an empty cache would while the server is away."""
    method = getattr(RedisCache, name)

    def guarded(self, *args, **kwargs):
        try:
            return method(self, *args, **kwargs)
        except RedisError:
            logger.warning("The cache server does not answer; going on without it.")
            return answer(*args, **kwargs)

    return guarded


class FailOpenRedisCache(RedisCache):
    """Redis or Valkey holds limits only: pages and sign-in must work while it is down (a plain RedisCache answers 500)."""

    get = fails_open("get", lambda key, default=None, version=None: default)
    get_many = fails_open("get_many", lambda *_, **__: {})
    set = fails_open("set", lambda *_, **__: None)
    set_many = fails_open("set_many", lambda *_, **__: [])
    add = fails_open("add", lambda *_, **__: True)
    touch = fails_open("touch", lambda *_, **__: False)
    delete = fails_open("delete", lambda *_, **__: False)
    delete_many = fails_open("delete_many", lambda *_, **__: None)
    has_key = fails_open("has_key", lambda *_, **__: False)
    incr = fails_open("incr", lambda *_, **__: 1)
    clear = fails_open("clear", lambda *_, **__: False)
