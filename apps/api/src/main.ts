import { rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { makeWritableFolder } from '@coursekeep/archive';
import { DefinitionError } from '@coursekeep/definitions';
import { createEmbeddedSite, describeEmbeddedSite } from '@coursekeep/embedded-site';
import { ConfigError, openSite, SiteUnsupported, siteText } from '@coursekeep/moodle-site';
import { readSettings, SettingsError, type Settings } from './config/settings';
import { makeOnlyOwnFiles } from './data-folder';
import { noticeLine, startMessage } from './prints';
import { demoSchedules } from './schedules/demo-schedules';
import { startServer } from './server';
import { startFailure } from './start-failure';

/** Starts the service as the environment says, prints where it answers, and ends it cleanly on SIGINT and SIGTERM. */
async function main(): Promise<void> {
  process.setSourceMapsEnabled(true);
  makeOnlyOwnFiles();
  const settings = readSettings(process.env);
  const isEmbedded = settings.site === 'embedded';
  // Before anything is touched: what already answers there keeps its demo.json.
  const port = await freePort(settings.host, settings.port);
  await makeWritableFolder(settings.data, ownersOnly);
  await rm(demoFile(settings), { force: true });
  const chosen = isEmbedded ? await withEmbeddedSite({ ...settings, port }) : await withRealSite(settings);
  const isOnlyDemo = isEmbedded && settings.scheduleFile === null;
  const server = await startServer(chosen, isOnlyDemo ? { scheduleFile: demoSchedules() } : {});
  stopOnSignal(server.close);
  const demo = isEmbedded ? await describeEmbeddedSite(siteFolder(settings)) : null;
  if (demo) await writeDemo(settings, { url: server.url, ...demo });
  process.stdout.write(startMessage(server.url, demo, server.notices));
  const notice = await server.addressNotice;
  if (notice) process.stdout.write(noticeLine(notice));
}

/** The embedded site knows its own address, so the port must be known before it is made. */
async function withEmbeddedSite(settings: Settings): Promise<Settings> {
  const host = settings.host === '0.0.0.0' || settings.host === '::' ? 'localhost' : settings.host;
  const wwwroot = settings.publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${settings.port}`;
  const { configFile } = await createEmbeddedSite(siteFolder(settings), { wwwroot });
  return { ...settings, site: configFile };
}

/** A site that is not one, or whose config.php is not understood, is said at once; one that is down is waited for. */
async function withRealSite(settings: Settings): Promise<Settings> {
  try {
    const site = await openSite(settings.site, { env: process.env });
    process.stdout.write(`Reads ${siteText(site)}\n`);
    await site.close();
  } catch (error) {
    if (error instanceof ConfigError || error instanceof SiteUnsupported) throw error;
    console.error(`The site cannot be used at the moment and is tried again: ${(error as Error).message}`);
  }
  return { ...settings, site: resolve(settings.site) };
}

function siteFolder(settings: Settings): string {
  return join(settings.data, 'site');
}

/** The port itself, or any free one for 0. Rejects with EADDRINUSE where another program has it. */
function freePort(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The data folder holds backups, and with them what people did and wrote. */
const ownersOnly = 0o700;

/** Written under another name first: who reads it finds all of it or nothing. */
async function writeDemo(settings: Settings, demo: object): Promise<void> {
  const file = demoFile(settings);
  await writeFile(`${file}.part`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.part`, file);
}

function demoFile(settings: Settings): string {
  return join(settings.data, 'demo.json');
}

function stopOnSignal(close: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      close().then(
        () => process.exit(0),
        (error) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}

main().catch((error: unknown) => {
  const said = startFailure(error);
  console.error(...(said === null ? ['Coursekeep cannot start:', error] : [`Coursekeep cannot start: ${said}`]));
  const isWronglySet = [ConfigError, SettingsError, DefinitionError].some((kind) => error instanceof kind);
  process.exit(isWronglySet ? 2 : 1);
});
