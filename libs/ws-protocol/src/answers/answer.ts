/** A complete answer, ready to be sent: header names as Moodle writes them. */
export interface WsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
export type RestFormat = 'xml' | 'json';
