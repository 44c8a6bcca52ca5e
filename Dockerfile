# Two stages: what builds the site stays behind; what serves it has no compiler and no right to write.
FROM python:3.13-slim AS built
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /site
RUN python -m venv .venv
COPY requirements.txt .
RUN .venv/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements.txt
COPY . .
# The database, then Streamlit's files as small as they can be: nothing is left to make at start.
RUN .venv/bin/python -m data.build && .venv/bin/python -m server.compress \
 && .venv/bin/python -m compileall -q -j 0 .venv app.py components data pages queries server

FROM python:3.13-slim
ENV PATH=/site/.venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HOME=/tmp \
    STREAMLIT_SERVER_ADDRESS=0.0.0.0 STREAMLIT_SERVER_PORT=8501
WORKDIR /site
COPY --from=built /site /site
USER 10001:10001
EXPOSE 8501
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8501/api/v1/health', timeout=4)"]
CMD ["streamlit", "run", "app.py"]
