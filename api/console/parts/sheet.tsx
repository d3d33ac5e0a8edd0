// What opens over the screen: with its title and its way out, but without a page header of its own as Mantine's has.
/** @jsxImportSource react */

import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { shell } from '../texts/shell.ts';

export function Sheet({ title, children, onClose }: { title: string; children: ReactNode; onClose(): void }) {
  return (
    <Modal.Root opened onClose={onClose}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body className="sheet">
          <div className="sheet-head">
            <Modal.Title>{title}</Modal.Title>
            <Modal.CloseButton aria-label={shell.close} />
          </div>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
