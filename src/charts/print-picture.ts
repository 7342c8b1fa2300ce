/** While it is printed the picture is all there is of the page; on screen it is not there. */
const ALONE = `
  .printed-picture { display: none; }
  @media print {
    .printing-picture body > * { display: none !important; }
    .printing-picture body > .printed-picture { display: block !important; }
    .printed-picture > svg { display: block; }
  }`;

/**
 * Prints a picture on a page of its own size, which every browser's print dialog saves as a PDF: its words stay words and its lines
 * lines, in whatever script they are.
 * @param svg with its width and height in millimetres
 * @param name of the file that the dialog offers
 */
export function printPicture(svg: string, name: string): void {
  const picture = document.importNode(
    new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement,
    true,
  );
  const [width, height] = ['width', 'height'].map((side) => picture.getAttribute(side)!);
  const sheet = document.createElement('div');
  sheet.className = 'printed-picture';
  sheet.append(picture);
  const size = new CSSStyleSheet();
  // A little more than the picture, or rounding puts its last line on a second page.
  size.replaceSync(`@page { size: ${width} calc(${height} + 0.3mm); margin: 0; }\n${ALONE}`);
  const { title } = document;
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, size];
  document.documentElement.classList.add('printing-picture');
  document.body.append(sheet);
  document.title = name;
  addEventListener(
    'afterprint',
    () => {
      document.title = title;
      sheet.remove();
      document.documentElement.classList.remove('printing-picture');
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== size);
    },
    { once: true },
  );
  print();
}
