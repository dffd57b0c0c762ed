import axe from 'axe-core';

/**
 * Structural accessibility faults of what is rendered, in words. jsdom neither lays out nor paints, so
 * rules that need it (contrast, target size) are left to a browser.
 */
export async function accessibilityFaults(root: Element = document.body): Promise<string[]> {
  const { violations } = await axe.run(root, {
    rules: {
      'color-contrast': { enabled: false },
      region: { enabled: false },
    },
  });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}
