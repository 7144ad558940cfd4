# The server with its built page. It runs as an ordinary user, writes only to /data, and needs no build tools.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY .node/package.json .node/
COPY .biome/package.json .biome/
RUN npm ci --ignore-scripts
COPY . .
# What the published package holds: the page, and the server as JavaScript; then the libraries that it runs on, and no others.
RUN npm run build && npm run prepack && npm ci --omit=dev --omit=optional --workspaces=false --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 STORE_URL=sqlite:/data/on-record.db
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE /app/schema.graphql ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/server/bin.js server/
COPY --from=build /app/lib lib
COPY --from=build /app/web/dist web/dist
COPY --from=build /app/seed seed
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/ready').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "server/bin.js", "serve"]
