FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
# What never runs: types, maps, sources of what is compiled, other machines' binaries, weights of fonts and scales of
# borders that no picture uses. It is two thirds of what was installed.
RUN find node_modules -type f \( -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -name '*.map' -o -iname '*.md' \) -delete
RUN rm -rf node_modules/better-sqlite3/deps node_modules/better-sqlite3/src
RUN find node_modules/better-sqlite3/prebuilds -type f ! -name 'linux-*.node' -delete
RUN find node_modules/@expo-google-fonts -name '*.ttf' ! -name '*_400Regular.ttf' ! -name '*_700Bold.ttf' -delete
RUN find node_modules/world-atlas -name '*.json' ! -name 'countries-50m.json' ! -name package.json -delete
RUN mkdir data

FROM node:24-slim AS bundle
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY bundle.ts ./
COPY src ./src
RUN node bundle.ts

# Node and what it needs, without a shell; it runs as the user nonroot.
FROM gcr.io/distroless/nodejs24-debian13:nonroot
WORKDIR /app
# One arena, given back early: 5 MB less of memory, or more.
ENV NODE_ENV=production \
    MALLOC_ARENA_MAX=1 \
    MALLOC_TRIM_THRESHOLD_=65536 \
    DATABASE_URL=sqlite:/data/sitrep.db
COPY --from=dependencies --chown=65532:65532 /app/data /data
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json ./
COPY src ./src
COPY --from=bundle /app/build ./build
# The only place that is written to: the root may be mounted read-only.
VOLUME /data
# The bot beats once a minute in its store; no port is opened for it.
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s CMD ["/nodejs/bin/node", "src/cli.ts", "health"]
STOPSIGNAL SIGTERM
CMD ["build/main.js"]
