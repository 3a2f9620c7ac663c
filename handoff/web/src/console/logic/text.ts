/** Characters of a text as the service counts them: without the blanks around it, an emoji as one. */
export function characters(text: string): number {
  return Array.from(text.trim()).length;
}
