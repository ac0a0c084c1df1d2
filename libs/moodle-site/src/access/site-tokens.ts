import type { ServiceLogin } from './service-login';
import type { SiteUser } from './site-access';

/** Who calls, after all of Moodle's checks. */
export interface TokenHolder {
  readonly user: SiteUser;
  /** Where the call comes from, IPv4 or IPv6. */
  readonly address: string;
  readonly tokenId: number;
  readonly serviceId: number;
  readonly serviceShortname: string;
  /** The context to which the token is narrowed. */
  readonly contextId: number;
  /** The token is good in the whole site; the door for files does not ask. */
  readonly isUnnarrowed: boolean;
  readonly downloadFiles: boolean;
  readonly uploadFiles: boolean;
}

/** A refusal with Moodle's exception class, error code and message; the protocol layer prints it. */
export interface TokenRefusal {
  readonly exception: string;
  readonly errorcode: string;
  readonly message: string;
  readonly debuginfo?: string;
}

export interface TokenRequest {
  readonly token: string | null;
  /** The caller's address, IPv4 or IPv6. */
  readonly address: string;
  /** `rest`: all checks of the REST server. `file`: those of webservice/pluginfile.php. */
  readonly door: 'rest' | 'file';
}

/** A token that somebody else than the site has issued to a user for a service. */
export interface IssuedToken {
  readonly userId: number;
  readonly serviceId: number;
  /** Unix seconds; 0 = no end. */
  readonly validUntil: number;
}

/** The site's tokens and external services (tables external_tokens, external_services, …). */
export interface SiteTokens {
  /** Checks a token in Moodle's order. A refusal is a value, not an exception. */
  authenticate(request: TokenRequest): Promise<TokenHolder | TokenRefusal>;
  /** Another text when the token with this id has become another; null when it is gone or over. Says nothing about it. */
  markOf(tokenId: number): Promise<string | null>;
  /** May the holder call this function through its service: the service lists it, or is one of `openServices` (short
   *  names from our configuration, whose tokens may call every function of ours). */
  mayCall(holder: TokenHolder, functionName: string, openServices: readonly string[]): Promise<boolean>;
  /** The checks of `authenticate` for a token that is not in the site's table: one that its caller has issued itself. It
   *  is not narrowed to a context or to addresses. */
  admit(issued: IssuedToken, request: Omit<TokenRequest, 'token'>): Promise<TokenHolder | TokenRefusal>;
  /** Is it a function of the site itself, whoever offers it? */
  isFunctionOfSite(functionName: string): Promise<boolean>;
  /** What `login/token.php` decides about a name, a password and a service. Nothing is written: where Moodle would make a
   *  token, the outcome says that one may be made. Takes the same time whether the account exists or not. */
  login(username: string, password: string, serviceShortname: string, address: string): Promise<ServiceLogin>;
  /** Whose key for `tokenpluginfile.php` it is; a refusal where it is none, or its owner may not come in. */
  keyHolder(key: string, address: string): Promise<SiteUser | TokenRefusal>;
  /** The user, if the account may come in now: not while the site is under maintenance, not suspended … */
  userFor(userId: number, door: TokenRequest['door']): Promise<SiteUser | TokenRefusal>;
}

export function isRefusal(answer: TokenHolder | SiteUser | TokenRefusal): answer is TokenRefusal {
  return 'errorcode' in answer;
}
