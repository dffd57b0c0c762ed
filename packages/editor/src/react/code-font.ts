/** The font of code as the page's styles name it; Monaco measures glyphs and cannot read a variable. */
export function codeFont(): string {
  const style = getComputedStyle(document.documentElement);
  return style.getPropertyValue('--font-stack-mono').trim() || 'monospace';
}
