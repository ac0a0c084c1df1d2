/** Where accounts go whose passwords Moodle does not keep: their ways to sign in, and the site's page with tokens. */
export interface Elsewhere {
  readonly methods: readonly string[];
  readonly tokenPage: string;
}

/** A refusal or failure of the portal's API, with its HTTP status (0 where it gave no answer at all), a code for the
 *  program, a message for people, the seconds after which it may be tried again and where else to sign in, if it names them. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfter: number | null = null,
    readonly elsewhere: Elsewhere | null = null,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** The error that an answer of the API carries; a plain one where its body is none of ours. */
export async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const retryAfter = Number(response.headers.get('retry-after')) || null;
  if (isErrorBody(body)) {
    const { code, message, elsewhere = null } = body.error;
    return new ApiError(response.status, code, message, retryAfter, elsewhere);
  }
  return new ApiError(response.status, 'unexpected', `Coursekeep answered with status ${response.status}.`);
}

function isErrorBody(body: unknown): body is { error: { code: string; message: string; elsewhere?: Elsewhere } } {
  const error = (body as { error?: { code?: unknown; message?: unknown } } | null)?.error;
  return typeof error?.code === 'string' && typeof error.message === 'string';
}
