import { logText } from '@coursekeep/errors';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isRefusal } from '@coursekeep/moodle-site';
import { BackupFiles } from '../backups/backup-files';
import type { Settings } from '../config/settings';
import { SETTINGS } from '../tokens';
import type { Outcome } from './access-log';
import { callerAddress } from './caller-address';
import { Callers } from './callers';
import { refusalException, wsException } from './exceptions';
import { readForm } from './request-form';
import { sendAnswer } from './send-answer';
import { sendFile } from './send-file';
import { withinTime } from './within-time';
import {
  FILE_CORS_HEADERS,
  fileErrorAnswer,
  mergeParameters,
  parseParameters,
  textOf,
  WsExceptions,
  type RawParameters,
} from '@coursekeep/ws-protocol';

const tokenScript = /^.*?\/webservice\/+pluginfile\.php/i;
const keyScript = /^.*?\/tokenpluginfile\.php/i;

/** Backups for the holder of a token (`/webservice/pluginfile.php/CONTEXTID/backup/AREA/FILENAME?token=…`), and for the owner
 *  of a key (`/tokenpluginfile.php/KEY/CONTEXTID/backup/AREA/FILENAME`). */
@Injectable()
export class FileEndpoint {
  private readonly log = new Logger(FileEndpoint.name);

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(Callers) private readonly callers: Callers,
    @Inject(BackupFiles) private readonly files: BackupFiles,
  ) {}

  /** Answers a request to webservice/pluginfile.php; never rejects. */
  handleToken(request: Request, response: Response): Promise<Outcome> {
    return this.answer(request, response, async (parameters) => {
      const token = textOf(parameters, 'token');
      if (token === undefined) throw WsExceptions.missingParam('token');
      const caller = await this.callers.holder({ token, address: callerAddress(request), door: 'file' });
      if (isRefusal(caller)) throw refusalException(caller);
      if (!caller.downloadFiles) throw WsExceptions.access('Web service file downloading must be enabled');
      const path = decoded(pathAfter(request, tokenScript)) || textOf(parameters, 'file') || '';
      // Moodle does not take forcedownload from the address here.
      return { userid: caller.user.id, path, disposition: 'inline' };
    });
  }

  /** Answers a request to tokenpluginfile.php; never rejects. */
  handleKey(request: Request, response: Response): Promise<Outcome> {
    return this.answer(request, response, async (parameters) => {
      const [, inPath = '', rest = ''] = /^\/([^/]*)(.*)$/s.exec(decoded(pathAfter(request, keyScript))) ?? [];
      const key = inPath || (textOf(parameters, 'token') ?? '');
      const owner = await this.callers.keyHolder(key, callerAddress(request));
      if (isRefusal(owner)) throw refusalException(owner);
      const isForced = /^(1|true|yes|on)$/i.test(textOf(parameters, 'forcedownload') ?? '');
      const disposition = isForced ? 'attachment' : 'inline';
      return { userid: owner.id, path: rest || (textOf(parameters, 'file') ?? ''), disposition };
    });
  }

  private async answer(
    request: Request,
    response: Response,
    admit: (parameters: RawParameters) => Promise<{
      readonly userid: number;
      readonly path: string;
      readonly disposition: 'inline' | 'attachment';
    }>,
  ): Promise<Outcome> {
    for (const [name, value] of Object.entries(FILE_CORS_HEADERS)) response.setHeader(name, value);
    let userid: number | null = null;
    try {
      const { query, body } = await readForm(request, this.settings.bodyLimitKb * 1024);
      const find = async () => {
        const admitted = await admit(mergeParameters(parseParameters(query), parseParameters(body)));
        userid = admitted.userid;
        const [contextid, path] = filePath(admitted.path);
        const file = await this.files.inContext(admitted.userid, contextid, path);
        return { file, disposition: admitted.disposition };
      };
      const { file, disposition } = await withinTime(find(), this.settings.requestSeconds);
      await sendFile(request, response, file, disposition);
      return { userid, errorcode: null };
    } catch (error) {
      const exception = wsException(error);
      if (exception.cause) this.log.error(logText(exception.cause));
      if (!request.complete) response.setHeader('Connection', 'close');
      for (const name of response.getHeaderNames()) {
        if (/^(content-|etag|last-modified|accept-ranges)/.test(name)) response.removeHeader(name);
      }
      sendAnswer(response, fileErrorAnswer(exception));
      return { userid, errorcode: exception.errorcode };
    }
  }
}

/** What the address has after the script's name. */
function pathAfter(request: Request, script: RegExp): string {
  return (request.originalUrl.split('?')[0] ?? '').replace(script, '').replace(/^\/+/, '/');
}

function filePath(path: string): [number, string[]] {
  if (path === '') throw WsExceptions.invalidArgumentsOrConfiguration();
  const [root, contextid, ...rest] = path.split('/');
  const steps = [root ?? '', ...rest];
  if (root !== '' || rest.length === 0 || !/^\d{1,15}$/.test(contextid ?? '') || steps.slice(1).some(isClimbing)) {
    throw WsExceptions.invalidArguments();
  }
  return [Number(contextid), rest];
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw WsExceptions.invalidArguments();
  }
}

function isClimbing(step: string): boolean {
  return step === '' || step === '.' || step === '..' || step.includes('\0') || step.includes('\\');
}
