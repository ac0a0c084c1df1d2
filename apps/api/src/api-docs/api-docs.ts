import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { type Router } from 'express';
import { FunctionRegistry, openApiDocument } from '@coursekeep/ws-protocol';
import { apiDocument } from '../portal-api/open-api';
import { webServiceFunctions } from '../webservice/functions';
import type { CallContext } from '../webservice/web-service-function';

// The package's own entry would load the whole page's script into this process.
const swaggerFolder = dirname(createRequire(__filename).resolve('swagger-ui-dist/package.json'));

/** Swagger UI puts styles into its elements; scripts are its own files and ours alone. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Coursekeep: the APIs</title>
<link rel="stylesheet" href="swagger-ui.css">
<link rel="icon" href="favicon-32x32.png">
<body><div id="page"></div>
<script src="swagger-ui-bundle.js"></script>
<script src="swagger-ui-standalone-preset.js"></script>
<script src="start.js"></script>
`;

// The validator would be asked on another server.
const script = `SwaggerUIBundle({
  dom_id: '#page',
  urls: [
    { name: 'JSON API of the portal', url: 'portal.json' },
    { name: 'Web services', url: 'web-services.json' },
  ],
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout',
  validatorUrl: null,
});
`;

/** `/api/docs`: both APIs as OpenAPI documents, and a page to read and try them. Everything comes from this service. */
export function apiDocs(version: string, address: () => Promise<string>): Router {
  const router = express.Router({ strict: true });
  router.use((_request, response, next) => {
    response.setHeader('Content-Security-Policy', policy);
    next();
  });
  router.get('/', (request, response, next) => {
    // Without the slash the page's own addresses would lead elsewhere.
    if (!request.originalUrl.split('?')[0]?.endsWith('/')) response.redirect(301, 'docs/');
    else if (request.method === 'GET' || request.method === 'HEAD') response.type('html').send(page);
    else next();
  });
  router.get('/start.js', (_request, response) => void response.type('js').send(script));
  router.get('/portal.json', (_request, response) => void response.json(apiDocument(version)));
  router.get('/web-services.json', async (_request, response) => {
    response.json(webServiceDocument(version, await address()));
  });
  router.use(express.static(swaggerFolder, { index: false }));
  return router;
}

function webServiceDocument(version: string, serverUrl: string): object {
  const registry = new FunctionRegistry<CallContext>();
  for (const each of webServiceFunctions) each.register(registry);
  return openApiDocument(registry.definitions(), { title: 'Coursekeep: the web services', version, serverUrl });
}
