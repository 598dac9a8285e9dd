/* Telephone numbers as people type them, and as they stand in the texts: figures alone, Swedish ones from their 0. */

const LEAST = 4, LABEL = /^(tel(efon)?(nummer|nr)?|tfn|numret|nummer|ring)\b[.:\s]*/i, SIGNS = /[\s()/.+\u2010-\u2015-]/g;
/* The grouping of macros/records/phone_numbers.py: 0980-31 92 20, +47 22 12 34 56, and the short 116 111 and 90101. */
const PRINTED = /(?<!\d)(?:0\d{1,3}-\d{2,3}(?: \d{2,3}){1,3}|\+\d{1,3}(?: \d{1,8}){1,5}|11[346] \d{2,3}|90101|90390)(?!\d)/g;

/* The figures of a query that is a number, or "" for another: of the last four figures too. */
export function figures(query) {
  const number = query.trim().replace(LABEL, ""), digits = number.replace(SIGNS, "");
  if (!/^\d+$/.test(digits) || digits.length < LEAST) return "";
  const abroad = /^\+/.test(number) ? digits : /^00/.test(digits) ? digits.slice(2) : "";
  if (abroad) return abroad.replace(/^460?/, "0");
  return /^46\d{7,}$/.test(digits) ? digits.replace(/^460?/, "0") : digits;
}

/* The figures of a whole number among other words, or "". */
export const figureWithin = (query) => (query.match(/(?:\+|\b)\d[\d\s()/.\u2010-\u2015-]{5,}\d\b/g) || []).map(figures).find((one) => one.length > 6) || "";

/* The numbers in a text: their figures, and as they stand there. */
export const numbersIn = (text) => (text.match(PRINTED) || []).map((written) => ({ written, digits: written.replace(SIGNS, "") }));

/* How well a number answers: whole best, then its end, its beginning, and what is within. 0 for not at all. */
export const likeness = (digits, wanted) => digits === wanted ? 4 : digits.endsWith(wanted) ? 3
  : digits.startsWith(wanted) ? 2 : wanted.length > LEAST && digits.includes(wanted) ? 1 : 0;
