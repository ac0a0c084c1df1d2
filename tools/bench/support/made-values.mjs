/** When everything in a made-up course happened: Unix seconds. */
export const TIME = 1_790_000_000;

/** The address of a made-up site; texts have links to it. */
export const WWWROOT = 'http://127.0.0.1:8045';
