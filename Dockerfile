FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production \
    DATABASE_URL=sqlite:/data/sitrep.db
RUN mkdir /data && chown node:node /data
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json ./
COPY src ./src
USER node
# The only place that is written to: the root may be mounted read-only.
VOLUME /data
# The bot beats once a minute in its store; no port is opened for it.
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s CMD ["node", "src/cli.ts", "health"]
STOPSIGNAL SIGTERM
CMD ["node", "src/main.ts"]
