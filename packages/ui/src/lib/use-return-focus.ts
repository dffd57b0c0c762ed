import { useRef, type FocusEvent } from 'react';

interface FocusHandlers {
  onCloseAutoFocus?: (event: Event) => void;
  onFocus?: (event: FocusEvent<HTMLDivElement>) => void;
}

/**
 * Gives the focus back to where it was before a dialog opened, which may have no trigger of its own.
 * The caller's handlers run first; one that prevents the default of the closing moves the focus itself.
 */
export function useReturnFocus(handlers: FocusHandlers): Required<FocusHandlers> {
  const origin = useRef<HTMLElement>(null);

  return {
    // Of the opening itself nothing is told where a field in the dialog takes the focus on its own.
    onFocus(event) {
      handlers.onFocus?.(event);
      const { currentTarget, relatedTarget } = event;
      if (!(relatedTarget instanceof HTMLElement) || currentTarget.contains(relatedTarget)) return;
      origin.current ??= lastingOpener(relatedTarget);
    },
    onCloseAutoFocus(event) {
      handlers.onCloseAutoFocus?.(event);
      const opener = origin.current;
      origin.current = null;
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (!opener?.isConnected || !lost || event.defaultPrevented) return;
      event.preventDefault();
      opener.focus();
    },
  };
}

/** The button of the menu that an element is in, for a menu is gone before the dialog; else the element. */
function lastingOpener(element: HTMLElement): HTMLElement {
  const menu = element.closest('[role="menu"]');
  const button = document.getElementById(menu?.getAttribute('aria-labelledby') ?? '');
  return !button || menu?.contains(button) ? element : lastingOpener(button);
}
