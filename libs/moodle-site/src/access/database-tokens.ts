import { createHash } from 'node:crypto';
import { commaList, isSet } from '../settings/site-settings';
import { accountProblem } from './account-state';
import { addressMatches } from './address-rules';
import { ContextLevel, type Context } from './contexts';
import { accountRefusal, refusals } from './refusals';
import { hasRequiredCapability, listProblem } from './service-entry';
import { loginToService, type ServiceLogin } from './service-login';
import type { SiteUser } from './site-access';
import type { IssuedToken, SiteTokens, TokenHolder, TokenRefusal, TokenRequest } from './site-tokens';
import type { Surroundings } from './surroundings';
import {
  hasSession,
  permanentToken,
  readPrivateKey,
  readService,
  readToken,
  readTokenById,
  serviceLists,
  type ServiceRow,
  type TokenRow,
} from './token-rows';

/** SiteTokens on the site's database. Nothing is cached. Where Moodle would delete an expired token or note its last use,
 *  nothing is written: an expired token is refused each time with the answer that Moodle gives the first time. */
export class DatabaseTokens implements SiteTokens {
  constructor(private readonly site: Surroundings) {}

  async authenticate(request: TokenRequest): Promise<TokenHolder | TokenRefusal> {
    const { door } = request;
    const closed = await this.closedDoor(door, request.token !== null && request.token !== '');
    if (closed) return closed;
    const token = await readToken(
      this.site.database,
      request.token ?? '',
      (row) => door === 'file' || row.type === permanentToken,
    );
    return token ? this.holderOf(token, door, request.address) : refusals.invalidToken;
  }

  async admit(
    issued: IssuedToken,
    { door, address }: Omit<TokenRequest, 'token'>,
  ): Promise<TokenHolder | TokenRefusal> {
    const closed = await this.closedDoor(door, true);
    if (closed) return closed;
    const system = await this.site.access.context(ContextLevel.system, 0);
    const { userId, serviceId, validUntil } = issued;
    const unnarrowed = { id: 0, token: '', type: permanentToken, sessionId: '', ipRestriction: '', privateToken: null };
    return this.holderOf({ ...unnarrowed, userId, serviceId, validUntil, contextId: system?.id ?? 0 }, door, address);
  }

  async markOf(tokenId: number): Promise<string | null> {
    const token = await readTokenById(this.site.database, tokenId);
    if (!token || !(await this.lasts(token))) return null;
    return createHash('sha256').update(token.token).digest('hex');
  }

  async mayCall(holder: TokenHolder, functionName: string, openServices: readonly string[]): Promise<boolean> {
    const service = await readService(this.site.database, { id: holder.serviceId });
    if (!service?.enabled) return false;
    const isOpen = service.shortname !== '' && openServices.includes(service.shortname);
    if (!isOpen && !(await serviceLists(this.site.database, service.id, functionName))) return false;
    if (!(await hasRequiredCapability(this.site.access, holder.user, service, holder.contextId))) return false;
    // Moodle's REST server has this the wrong way round: an entry counts where its end has passed.
    const now = this.now();
    return this.isListed(holder.user, service, holder.address, (end) => end < now);
  }

  async isFunctionOfSite(functionName: string): Promise<boolean> {
    if (functionName.includes('\0')) return false;
    const rows = await this.site.database.all({
      text: 'SELECT name FROM {external_functions} WHERE name = ?',
      parameters: [functionName],
    });
    return rows.some((row) => row.name === functionName);
  }

  login(username: string, password: string, serviceShortname: string, address: string): Promise<ServiceLogin> {
    return loginToService(this.site, { username, password, serviceShortname, address });
  }

  async keyHolder(key: string, address: string): Promise<SiteUser | TokenRefusal> {
    const row = await readPrivateKey(this.site.database, 'core_files', key);
    const isCurrent = row !== null && (row.validUntil === 0 || row.validUntil >= this.now());
    if (!row || !isCurrent) return refusals.invalidKey;
    if (row.ipRestriction !== '' && !addressMatches(address, row.ipRestriction)) return refusals.invalidKey;
    return this.userFor(row.userId, 'file');
  }

  async userFor(userId: number, door: TokenRequest['door']): Promise<SiteUser | TokenRefusal> {
    const { access, database, settings } = this.site;
    const [user, { maintenance_enabled: maintenance }] = await Promise.all([
      access.userById(userId),
      settings.many(null, ['maintenance_enabled']),
    ]);
    if (!user) return refusals.missingUser;
    if (isSet(maintenance) && !(await this.hasSystemCapability(user, 'moodle/site:maintenanceaccess')))
      return refusals.maintenance;
    const problem = await accountProblem(database, settings, user, this.now());
    return problem ? accountRefusal(door, problem, user.username) : user;
  }

  /** The answer where nobody is let in at all, or there is nothing to look at. */
  private async closedDoor(door: TokenRequest['door'], hasToken: boolean): Promise<TokenRefusal | null> {
    const switches = await this.site.settings.many(null, ['enablewebservices', 'webserviceprotocols']);
    const isOn = isSet(switches.enablewebservices);
    if (door === 'rest' && !(isOn && commaList(switches.webserviceprotocols).includes('rest')))
      return refusals.restDisabled;
    if (door === 'file' && !hasToken) return refusals.missingToken;
    return isOn ? null : refusals.access;
  }

  private async holderOf(
    token: TokenRow,
    door: TokenRequest['door'],
    address: string,
  ): Promise<TokenHolder | TokenRefusal> {
    if (!(await this.isInForce(token, address))) return refusals.access;
    const user = await this.userFor(token.userId, door);
    if ('errorcode' in user) return user;
    const service = await readService(this.site.database, { id: token.serviceId });
    const context = door === 'rest' ? await this.site.access.contextById(token.contextId) : null;
    const mayEnter =
      door === 'rest' ? await this.mayUseRest(user, context) : await this.mayDownload(user, service, address);
    if (!mayEnter) return refusals.access;
    return {
      user,
      address,
      tokenId: token.id,
      serviceId: token.serviceId,
      serviceShortname: service?.shortname ?? '',
      contextId: token.contextId,
      isUnnarrowed: context === null || context.level === ContextLevel.system,
      downloadFiles: service?.downloadFiles ?? false,
      uploadFiles: service?.uploadFiles ?? false,
    };
  }

  private async isInForce(token: TokenRow, address: string): Promise<boolean> {
    return (await this.lasts(token)) && (token.ipRestriction === '' || addressMatches(address, token.ipRestriction));
  }

  private async lasts(token: TokenRow): Promise<boolean> {
    if (token.validUntil !== 0 && token.validUntil < this.now()) return false;
    return token.sessionId === '' || hasSession(this.site.database, this.site.schema, token.sessionId);
  }

  private async mayUseRest(user: SiteUser, context: Context | null): Promise<boolean> {
    return context !== null && this.site.access.hasCapability(user.id, 'webservice/rest:use', context);
  }

  private async mayDownload(user: SiteUser, service: ServiceRow | null, address: string): Promise<boolean> {
    if (!service?.enabled || !service.downloadFiles) return false;
    const system = await this.site.access.context(ContextLevel.system, 0);
    if (!system || !(await hasRequiredCapability(this.site.access, user, service, system.id))) return false;
    const now = this.now();
    return this.isListed(user, service, address, (end) => end >= now);
  }

  private async hasSystemCapability(user: SiteUser, capability: string): Promise<boolean> {
    const system = await this.site.access.context(ContextLevel.system, 0);
    return system !== null && this.site.access.hasCapability(user.id, capability, system);
  }

  private async isListed(
    user: SiteUser,
    service: ServiceRow,
    address: string,
    counts: (validUntil: number) => boolean,
  ): Promise<boolean> {
    return (await listProblem(this.site.database, service, user.id, address, counts)) === null;
  }

  private now(): number {
    return Math.floor(this.site.clock() / 1000);
  }
}
