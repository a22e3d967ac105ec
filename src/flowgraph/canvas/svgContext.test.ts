import fc from 'fast-check';
import { SvgContext } from './svgContext';

const SIZE = { width: 300, height: 200 };

/** Parses a document and rejects it if it is not well-formed. */
function parse(svg: string): Element[] {
  const document = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(document.querySelector('parsererror')).toBeNull();
  return [...document.documentElement.children];
}

/** The elements of a drawing, without the title. */
function drawnBy(draw: (context: SvgContext) => void): Element[] {
  const context = new SvgContext();
  draw(context);
  return parse(context.toSvg(SIZE, 'A title')).slice(1);
}

function attributesOf(element: Element | undefined): Record<string, string> {
  return Object.fromEntries([...(element?.attributes ?? [])].map(({ name, value }) => [name, value]));
}

describe('SvgContext', () => {
  it('writes a document of the size of the screen, with a title', () => {
    const document = new DOMParser().parseFromString(new SvgContext().toSvg(SIZE, 'Shop & <more>'), 'image/svg+xml');
    const root = document.documentElement;
    expect(root.namespaceURI).toBe('http://www.w3.org/2000/svg');
    expect(attributesOf(root)).toMatchObject({ viewBox: '0 0 300 200', width: '300', height: '200' });
    expect(root.querySelector('title')?.textContent).toBe('Shop & <more>');
  });

  it('transforms subsequent drawing like a canvas until the state is restored', () => {
    const [inner, outer] = drawnBy((context) => {
      context.translate(10, 20);
      context.save();
      context.scale(2, 2);
      context.translate(5, 0);
      context.fillStyle = '#f00';
      context.fillRect(1, 1, 3.14159, 4);
      context.restore();
      context.fillRect(0, 0, 1, 1);
    });
    expect(attributesOf(inner)).toEqual({ x: '22', y: '22', width: '6.28', height: '8', fill: '#f00' });
    expect(attributesOf(outer)).toEqual({ x: '10', y: '20', width: '1', height: '1', fill: '#000' });
  });

  it('draws paths with the line widths and dashes of the screen', () => {
    const [line, plain] = drawnBy((context) => {
      context.scale(0.5, 0.5);
      context.beginPath();
      context.moveTo(0, 0);
      context.lineTo(10, 0);
      context.quadraticCurveTo(20, 0, 20, 10.012);
      context.closePath();
      context.strokeStyle = 'rgba(1, 2, 3, 0.5)';
      context.globalAlpha = 0.5;
      context.lineWidth = 4;
      context.lineCap = 'round';
      context.setLineDash([9, 5]);
      context.stroke();
      context.setLineDash([]);
      context.lineCap = 'butt';
      context.stroke();
    });
    expect(attributesOf(line)).toEqual({
      d: 'M0 0L5 0Q10 0 10 5.01Z',
      stroke: 'rgb(1, 2, 3)',
      'stroke-opacity': '0.25',
      'stroke-width': '2',
      'stroke-linecap': 'round',
      'stroke-dasharray': '4.5 2.5',
    });
    expect(Object.keys(attributesOf(plain))).toEqual(['d', 'stroke', 'stroke-opacity', 'stroke-width']);
  });

  it('limits the radius of corners to the available space', () => {
    const [box] = drawnBy((context) => {
      context.beginPath();
      context.roundRect(0, 0, 100, 10, 23);
      context.fill();
    });
    expect(box?.getAttribute('d')).toBe(
      'M5 0L95 0A5 5 0 0 1 100 5L100 5A5 5 0 0 1 95 10L5 10A5 5 0 0 1 0 5L0 5A5 5 0 0 1 5 0Z'
    );
  });

  it('writes text with the given font, alignment and baseline', () => {
    const [title, detail] = drawnBy((context) => {
      context.scale(2, 2);
      context.font = '500 11.5px Inter, "Helvetica Neue", sans-serif';
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.fillText('ui', 10, 20);
      context.font = '9px sans-serif';
      context.textAlign = 'left';
      context.textBaseline = 'alphabetic';
      context.fillText('Deployment', 10, 20);
    });
    expect(attributesOf(title)).toEqual({
      x: '20',
      y: '40',
      dy: '.3em',
      'text-anchor': 'middle',
      'font-family': 'Inter, "Helvetica Neue", sans-serif',
      'font-size': '23',
      'font-weight': '500',
      fill: '#000',
    });
    expect(attributesOf(detail)).toEqual({
      x: '20',
      y: '40',
      'font-family': 'sans-serif',
      'font-size': '18',
      fill: '#000',
    });
  });

  it.each(['</text><script>alert(1)</script>', '<![CDATA[', ']]>', '&lt;', '"\'', 'two  spaces', '\u{1f980}'])(
    'escapes the name %j',
    (name) => {
      const [text, ...others] = drawnBy((context) => context.fillText(name, 0, 0));
      expect(text?.textContent).toBe(name);
      expect(text?.children).toHaveLength(0);
      expect(others).toEqual([]);
    }
  );

  it('is well-formed for any names, including those truncated within a character', () => {
    const anyText = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) });
    fc.assert(
      fc.property(anyText, anyText, (title, name) => {
        const context = new SvgContext();
        context.fillStyle = name;
        context.font = `500 1px ${name}`;
        context.fillText(name, 0, 0);
        expect(parse(context.toSvg(SIZE, title)).map(({ nodeName }) => nodeName)).toEqual(['title', 'text']);
      })
    );
  });
});
