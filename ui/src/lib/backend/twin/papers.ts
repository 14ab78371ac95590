//! Receipts that came as PDF files.
import type { ReviewView } from '../backend';
import { emptyFields } from './rows';

/** What opens every locked file here. */
export const PDF_PASSWORD = 'lengkuas';

/** Of two pages, with the codes that were found on them. */
export function invoice(receipt: ReviewView): ReviewView {
  const bounds = { x: 40, y: 40, width: 120, height: 120 };
  const document = 'F9D425P6DS7D8IU';
  return {
    ...receipt,
    file_name: 'invoice.pdf',
    pages: receipt.pages.flatMap((page) => [page, page]),
    codes: [
      { payload: `https://myinvois.hasil.gov.my/${document}/share/3HJ`, bounds, kind: { kind: 'my_invois', document, share: '3HJ' } },
      { payload: '00020101', bounds, kind: { kind: 'payment', merchant: 'Kedai Ujian', amount: '24.30', country: 'MY' } },
    ],
  };
}

/** That nothing is known of before its password is. */
export function locked(receipt: ReviewView): ReviewView {
  const file_name = 'telephone bill.pdf';
  return {
    ...receipt, file_name, state: 'failed', fault: { code: 'pdf_locked', about: file_name, incident: null },
    fields: emptyFields(receipt), items: [], sum: null, pages: receipt.pages.map((page) => ({ ...page, words: [] })),
  };
}
