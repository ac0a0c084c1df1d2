/** No panel. */
export default function NoPanel() {
  return null;
}
