# The site as one image: no compiler, no Node, no root. docs/operations.md says how it is run.

FROM node:24-bookworm-slim AS static
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY static/src static/src
RUN npm run build

FROM python:3.11-slim-bookworm AS packages
COPY requirements/base.txt ./
RUN python -m venv /site/.venv \
 && /site/.venv/bin/python -m pip install --no-cache-dir --require-hashes --only-binary :all: -r base.txt

FROM python:3.11-slim-bookworm
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin site
WORKDIR /site
COPY --from=packages /site/.venv .venv
COPY --from=static /build/static/built static/built
COPY . .
# Collecting asks for settings but opens no database: these values are for this one step and stay out of the image.
RUN DATABASE_URL=postgresql://nobody@localhost/none \
    INFOSHARE_SECRET_KEY=only-for-collecting-the-static-files-when-the-image-is-built \
    INFOSHARE_SIGNING_KEY=the-same \
    .venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
 && install --directory --owner site --group site --mode 0700 var/mail var/anchors var/documents
ENV PATH=/site/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp
USER site
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-m", "infoshare.healthcheck"]
CMD ["gunicorn", "infoshare.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", \
     "--threads", "4", "--timeout", "60", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
