# The build needs the compiler, what runs does not: two stages.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json build.mjs tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY web ./web
# `npm ci` builds: `prepare` runs.
RUN npm ci

FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json ./
# Without scripts: `prepare` would look for the compiler.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY --from=build /app/dist ./dist
COPY scenarios ./scenarios
COPY LICENSE README.md ./
# What the server keeps: a volume of the node user's own.
RUN mkdir /data && chown node:node /data
USER node
ENTRYPOINT ["node", "dist/cli/main.js"]
CMD ["--help"]
