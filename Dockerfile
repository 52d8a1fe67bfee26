# Styles and scripts.
FROM node:24-slim AS pages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY mappa/build_assets.mjs mappa/
COPY mappa/assets mappa/assets
RUN npm run build

# Python packages, every file checked against the lock.
FROM python:3.13-slim AS packages
COPY requirements/production.txt /tmp/
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r /tmp/production.txt

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MAPPA_MODE=production \
    MAPPA_HOME=/data
# The mount points belong to the account, so that new volumes do too.
RUN groupadd --system --gid 10001 mappa \
    && useradd --system --uid 10001 --gid mappa --no-create-home --home-dir /data --shell /usr/sbin/nologin mappa \
    && install -d -o mappa -g mappa /data /data/documents /data/schedule
WORKDIR /app
COPY --from=packages /venv /venv
COPY . .
COPY --from=pages /app/build/static build/static
# The settings ask for a whole production environment; this one exists for the length of one command.
RUN key() { python -c 'import secrets; print(secrets.token_urlsafe(64))'; } \
    && SECRET_KEY="$(key)" MFA_ENCRYPTION_KEYS="$(key)" ALLOWED_HOSTS=build.invalid \
       DATABASE_URL=postgres://build.invalid/none REDIS_URL=redis://build.invalid \
       python manage.py collectstatic --no-input --verbosity 0 \
    && python -m compileall -q /app
USER 10001:10001
EXPOSE 8000
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "--bind", "0.0.0.0:8000"]
