/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';

import { renderStudio } from '../../test/render-studio.tsx';
import { PromptBox } from './prompt-box.tsx';

const onSubmit = jest.fn();

function Box({ start = '' }: { start?: string }) {
  const [value, setValue] = useState(start);
  return (
    <PromptBox
      label="Prompt"
      placeholder=""
      value={value}
      onValueChange={setValue}
      onSubmit={onSubmit}
      action={<button type="submit">Send</button>}
    />
  );
}

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' });
const pointerIs = (kind: 'coarse' | 'fine') => {
  window.matchMedia = (query) => ({ matches: query.includes(kind) }) as MediaQueryList;
};

beforeEach(() => {
  onSubmit.mockReset();
  pointerIs('fine');
});
afterEach(cleanup);

describe('Enter', () => {
  test('sends what is written', async () => {
    await renderStudio(<Box />);
    await userEvent.type(box(), 'a shop{Enter}');
    expect(onSubmit).toHaveBeenCalledTimes(1);
    expect(box().value).toBe('a shop');
  });

  test('with Shift makes a new line', async () => {
    await renderStudio(<Box />);
    await userEvent.type(box(), 'a{Shift>}{Enter}{/Shift}b');
    expect(onSubmit).not.toHaveBeenCalled();
    expect(box().value).toBe('a\nb');
  });

  test('that picks a word of an input method sends nothing', async () => {
    await renderStudio(<Box start="かいしゃ" />);
    fireEvent.keyDown(box(), { key: 'Enter', isComposing: true });
    fireEvent.keyDown(box(), { key: 'Enter', keyCode: 229 });
    expect(onSubmit).not.toHaveBeenCalled();
  });

  test('on a phone makes a new line, and the button sends', async () => {
    pointerIs('coarse');
    await renderStudio(<Box />);
    await userEvent.type(box(), 'a{Enter}b');
    expect(onSubmit).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(onSubmit).toHaveBeenCalledTimes(1);
  });
});

test('an empty box and a text that is too long send nothing', async () => {
  await renderStudio(<Box start={'x'.repeat(20_001)} />);
  await userEvent.type(box(), '{Enter}');
  expect(screen.getByRole('alert')).toBeTruthy();
  await userEvent.clear(box());
  await userEvent.type(box(), '   {Enter}');
  expect(onSubmit).not.toHaveBeenCalled();
});
