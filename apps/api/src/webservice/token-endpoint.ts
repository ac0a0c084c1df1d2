import { logText } from '@coursekeep/errors';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ServiceLogin } from '@coursekeep/moodle-site';
import type { Settings } from '../config/settings';
import { Signins } from '../portal-api/signins';
import { SiteHolder } from '../site/site-holder';
import { PUBLIC_ADDRESS, SETTINGS } from '../tokens';
import type { Outcome } from './access-log';
import { callerAddress } from './caller-address';
import { wsException } from './exceptions';
import { IssuedTokens } from './issued-tokens';
import { readForm } from './request-form';
import { sendAnswer } from './send-answer';
import { withinTime } from './within-time';
import {
  mergeParameters,
  parseParameters,
  siteCheckAnswer,
  textOf,
  tokenAnswer,
  tokenErrorAnswer,
  WsExceptions,
  type RawParameters,
  type WsAnswer,
  type WsException,
} from '@coursekeep/ws-protocol';

/** `/login/token.php`: a token for a name, a password and a service. The site's own token is handed out where the user has one;
 *  where Moodle would make one, the service issues one of its own. */
@Injectable()
export class TokenEndpoint {
  private readonly log = new Logger(TokenEndpoint.name);

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(SiteHolder) private readonly site: SiteHolder,
    @Inject(Signins) private readonly signins: Signins,
    @Inject(IssuedTokens) private readonly issued: IssuedTokens,
    @Inject(PUBLIC_ADDRESS) private readonly address: () => Promise<string>,
  ) {}

  /** Answers a request; never rejects. */
  async handle(request: Request, response: Response): Promise<Outcome> {
    const seen: { account?: string | null; userid?: number } = {};
    try {
      const { query, body } = await readForm(request, this.settings.bodyLimitKb * 1024);
      const parameters = mergeParameters(parseParameters(query), parseParameters(body));
      const answer = this.answer(parameters, callerAddress(request), seen);
      sendAnswer(response, await withinTime(answer, this.settings.requestSeconds));
      return { ...seen, errorcode: null };
    } catch (error) {
      const exception = wsException(error);
      if (exception.cause) this.log.error(logText(exception.cause));
      if (!request.complete) response.setHeader('Connection', 'close');
      sendAnswer(response, tokenErrorAnswer(exception));
      return { ...seen, errorcode: exception.errorcode };
    }
  }

  private async answer(
    parameters: RawParameters,
    address: string,
    seen: { account?: string | null; userid?: number },
  ): Promise<WsAnswer> {
    if (textOf(parameters, 'appsitecheck')) return siteCheckAnswer();
    const { tokens } = await this.site.get();
    const required = (name: string) => {
      const text = textOf(parameters, name);
      if (text === undefined) throw WsExceptions.missingParam(name);
      return text;
    };
    const [username, password, service] = [required('username'), required('password'), required('service')];
    const login = await this.signins.attempt(
      { name: username, address },
      async () => {
        const value = await tokens.login(username, password, service, address);
        return { value, isProved: !unproved.includes(value.problem) };
      },
      (account) => (seen.account = account),
    );
    if (login === null || login.problem === 'invalidlogin') throw await this.invalidLogin();
    if (login.problem !== null) throw problemException(login);
    seen.userid = login.user.id;
    const token = login.token ?? (await this.issued.forService(login.user.id, login.serviceId, login.tokenSeconds));
    const isSecure = (await this.address()).startsWith('https:');
    return tokenAnswer({ token, privatetoken: isSecure ? login.privateToken : null });
  }

  /** Alike for every name. Where the site has accounts whose passwords are kept elsewhere, all are told what these must do. */
  private async invalidLogin(): Promise<WsException> {
    const { access, config } = await this.site.get();
    const methods = await access.loginsElsewhere();
    if (methods.length === 0) return WsExceptions.invalidLogin();
    return WsExceptions.invalidLogin(
      `Who signs in to Moodle in another way than by a password of Moodle (${methods.join(', ')}) ` +
        `finds a token at ${config.wwwroot}/user/managetoken.php`,
    );
  }
}

/** What is said before the password was looked at, or where it was wrong. */
const unproved: readonly ServiceLogin['problem'][] = ['disabled', 'invalidlogin', 'restored'];

function problemException({
  problem,
  username,
  capability,
}: Extract<ServiceLogin, { capability: string }>): WsException {
  const exceptions: Record<typeof problem, () => WsException> = {
    disabled: WsExceptions.webServicesDisabled,
    invalidlogin: WsExceptions.invalidLogin,
    restored: WsExceptions.restoredAccount,
    maintenance: WsExceptions.maintenance,
    noguest: WsExceptions.noGuest,
    unconfirmed: () => WsExceptions.userNotConfirmed(username),
    expired: WsExceptions.passwordExpired,
    servicenotavailable: WsExceptions.serviceNotAvailable,
    notlisted: WsExceptions.userNotAllowed,
    listexpired: WsExceptions.invalidTimedToken,
    listaddress: WsExceptions.invalidIpToken,
    capability: () => WsExceptions.missingRequiredCapability(capability),
    cannotcreate: WsExceptions.cannotCreateToken,
  };
  return exceptions[problem]();
}
