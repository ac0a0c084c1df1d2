/** A complete answer, ready to be sent: header names as Moodle writes them. */
export interface WsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The same in pieces, which make the body one after the other. */
export interface WsAnswerInPieces extends Omit<WsAnswer, 'body'> {
  readonly pieces: readonly string[];
}
export type RestFormat = 'xml' | 'json';
