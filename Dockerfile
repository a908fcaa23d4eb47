# The server alone; its database is a Neo4j 5.26 or newer named by NEO4J_URI. See docs/operations.md.
FROM node:20-bookworm AS build
# Maven fetches the embedding model once, while the image is built.
RUN apt-get update \
  && apt-get install -y --no-install-recommends maven openjdk-17-jdk-headless \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
ENV LIANMENG_CACHE=/app/.cache
RUN npm ci --omit=dev && node --import tsx server/setup/prepareImage.ts

FROM node:20-bookworm-slim
WORKDIR /app
COPY --from=build --chown=node:node /app /app
# A fresh volume takes its owner from the folder it is mounted over.
RUN mkdir /backups /files && chown node:node /backups /files
USER node
ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  PORT=4000 \
  LIANMENG_CACHE=/app/.cache \
  LIANMENG_FILES=/files
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "-e", "require(process.env.TLS_CERT ? 'https' : 'http').get({ host: '127.0.0.1', port: process.env.PORT, path: '/health/ready', rejectUnauthorized: false }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]
# No npm in between: the process gets SIGTERM itself and ends in order.
CMD ["node", "--import", "tsx", "server/main.ts"]
