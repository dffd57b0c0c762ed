/** What the tests of an app share: their set-up, opening the app at an address, filling in a form. */
export const TEST_HELPERS: readonly [string, string][] = [
  [
    'src/test/setup.ts',
    `import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// A busy machine may take longer than the usual second.
configure({ asyncUtilTimeout: 3000 });

// jsdom lays nothing out and so knows no media queries.
window.matchMedia ??= (query) =>
  Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

afterEach(() => {
  cleanup();
  localStorage.clear();
});
`,
  ],
  [
    'src/test/open-app.tsx',
    `import { render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { App } from '../App.tsx';

/** Opens the app at an address. */
export function openApp(address: string) {
  render(
    <MemoryRouter initialEntries={[address]}>
      <App />
    </MemoryRouter>,
  );
}

/** What is shown, without the navigation around it. */
export function main() {
  return within(screen.getByRole('main'));
}

/** The heading of the page that is shown, whatever it says where no name is given. */
export function heading(name?: string) {
  return screen.findByRole('heading', { level: 1, name });
}
`,
  ],
  [
    'src/test/form.ts',
    `import userEvent from '@testing-library/user-event';
import { main } from './open-app.tsx';

/** The control with a label; behind the label may stand its unit, or that it is needed. */
export function control(label: string) {
  return main().getByLabelText(
    (text) => text === label || text.startsWith(\`\${label}*\`) || text.startsWith(\`\${label} (\`),
  );
}

/** Puts a text into the control with a label. */
export async function fill(label: string, text: string) {
  await userEvent.click(control(label));
  await userEvent.paste(text);
}
`,
  ],
];
