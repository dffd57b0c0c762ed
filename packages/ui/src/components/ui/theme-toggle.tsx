import { Monitor, Moon, Sun } from 'lucide-react';

import { setColorMode, useColorMode, type ColorMode } from '../../lib/color-mode.ts';
import { Button } from './button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from './dropdown-menu.tsx';
import { useUiText } from './ui-text.tsx';

const ICONS = { light: Sun, dark: Moon, system: Monitor } as const;
const MODES = ['light', 'dark', 'system'] as const;

export interface ThemeToggleProps {
  className?: string;
}

/** A button with a menu of light, dark and the system's own mode. */
export function ThemeToggle({ className }: ThemeToggleProps) {
  const text = useUiText();
  const mode = useColorMode();
  const Icon = ICONS[mode];
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={text.theme} className={className}>
          <Icon aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuRadioGroup
          value={mode}
          onValueChange={(next) => setColorMode(next as ColorMode)}
        >
          {MODES.map((choice) => (
            <DropdownMenuRadioItem key={choice} value={choice}>
              {text[choice]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
