/** The address at which a client with a token downloads a backup, written as Moodle writes addresses of files. */
export function downloadAddress(address: string, contextid: number, area: string, filename: string): string {
  return `${address}/webservice/pluginfile.php/${contextid}/backup/${area}/${rawUrlEncode(filename)}?forcedownload=1`;
}

/** As PHP's rawurlencode: everything but letters, digits and `-_.~`. */
function rawUrlEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
