"""What stands between a request and every view: session limits, the second factor, the request's transaction and its
evidence, what may be cached. Knows nothing of nominals."""

from agencies.middleware.caching import NoStoreMiddleware
from agencies.middleware.evidence import EvidenceMiddleware
from agencies.middleware.second_factor import SecondFactorMiddleware
from agencies.middleware.session_limits import SessionLimitsMiddleware

__all__ = ["EvidenceMiddleware", "NoStoreMiddleware", "SecondFactorMiddleware", "SessionLimitsMiddleware"]
