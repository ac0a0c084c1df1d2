import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js';

const portal = dirname(fileURLToPath(import.meta.url));
const publicUrl = process.env.COURSEKEEP_PUBLIC_URL;

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The workspace's libraries are linked into node_modules from outside this folder.
  turbopack: { root: join(portal, '..', '..') },
  // `npm test` checks the types; the build that every first start waits for need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Titles belong to the first bytes of a page: it must be readable without script.
  htmlLimitedBots: /.*/,
  experimental: {
    // Behind a proxy that hides the public host, forms still come from the public address.
    serverActions: { allowedOrigins: publicUrl ? [new URL(publicUrl).host] : [], bodySizeLimit: '64kb' },
  },
};

/** In `next dev` the portal is by itself: what belongs to the service is passed on to it. */
const passedOn = [
  {
    source: '/:door(api|webservice|login)/:path*',
    destination: `${process.env.COURSEKEEP_INTERNAL_URL}/:door/:path*`,
  },
];

const forPhase = (phase) =>
  phase === PHASE_DEVELOPMENT_SERVER ? { ...config, rewrites: async () => passedOn } : config;

export default forPhase;
