import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';

/** Answers whatever belongs to the portal. */
export type PortalHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The part of Next that is used here: the service can be built and run without it. */
interface Next {
  (options: { readonly dev: false; readonly dir: string; readonly hostname: string; readonly port: number }): {
    prepare(): Promise<void>;
    getRequestHandler(): PortalHandler;
    close(): Promise<void>;
  };
}

export interface Portal {
  readonly handle: PortalHandler;
  close(): Promise<void>;
}

/** Loads the portal that is built in `folder` into this process. `port` is that of the internal server, where Next asks for the page that a form
 *  leads to. Where it is not built, or cannot be loaded, every page says what to do. */
export async function loadPortal(
  port: number,
  log: (message: string) => void,
  folder: string | null = portalFolder(),
): Promise<Portal> {
  if (!folder || !existsSync(join(folder, '.next', 'BUILD_ID'))) {
    return notice('The portal is not built. Run "npm run build" and start again; the web services work without it.');
  }
  try {
    const next = createRequire(join(folder, 'package.json'))('next') as Next | { default: Next };
    const app = (typeof next === 'function' ? next : next.default)({
      dev: false,
      dir: folder,
      hostname: '127.0.0.1',
      port,
    });
    await app.prepare();
    return { handle: app.getRequestHandler(), close: () => app.close() };
  } catch (error) {
    log(`The portal cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
    return notice('The portal cannot be loaded; the log says why. The web services work without it.');
  }
}

/** `apps/portal` of the repository, whether this runs from `src` or `dist`. */
function portalFolder(): string | null {
  try {
    return dirname(createRequire(__filename).resolve('@coursekeep/portal/package.json'));
  } catch {
    return null;
  }
}

function notice(text: string): Portal {
  const page = `<!doctype html><html lang="en"><title>Coursekeep</title><p>${text}</p></html>`;
  return {
    handle: async (_request, response) => {
      response.writeHead(503, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
      response.end(page);
    },
    close: async () => undefined,
  };
}
