import type { VNode } from "preact";

/** Still lifes in flat shapes, since the demo brand has no photographer. */
export function Art({ index }: { index: number }): VNode {
  return (
    <svg class={`art art-${index % 4}`} viewBox="0 0 240 280" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      {DRAWINGS[index % DRAWINGS.length]}
    </svg>
  );
}

const DRAWINGS: VNode[] = [
  <g key="vase">
    <path class="shade" d="M0 214h240v66H0z" />
    <path class="stem" d="M120 118C118 84 104 66 88 52M121 118c3-38 14-58 34-76M120 118c0-30 0-54 2-84" />
    <circle class="leaf" cx="86" cy="50" r="9" />
    <circle class="leaf" cx="157" cy="40" r="11" />
    <circle class="leaf" cx="122" cy="32" r="8" />
    <path class="pale" d="M104 112h32c-2 20 6 30 18 44 16 20 12 62-10 76h-48c-22-14-26-56-10-76 12-14 20-24 18-44z" />
    <path class="pale-2" d="M136 112c-2 20 6 30 18 44 16 20 12 62-10 76h-16c22-20 24-58 8-80-8-12-12-22-10-40z" />
  </g>,
  <g key="throw">
    <path class="shade" d="M0 222h240v58H0z" />
    <path class="wood" d="M42 196h156v12H42zM54 208h10v52H54zM176 208h10v52h-10z" />
    <path class="wool" d="M70 92c30-10 70-10 100 0v112c-32 8-68 8-100 0z" />
    <path class="wool-2" d="M86 88v118M104 85v123M122 84v125M140 85v123M156 88v119" />
    <path class="fringe" d="M74 206v18M86 208v18M98 209v18M110 210v18M122 210v18M134 210v18M146 209v18M158 208v18M168 206v18" />
  </g>,
  <g key="lamp">
    <path class="shade" d="M0 226h240v54H0z" />
    <ellipse class="glow" cx="120" cy="150" rx="96" ry="104" />
    <path class="pale" d="M92 66h56l24 74H68z" />
    <path class="wood" d="M115 140h10v82h-10zM92 222h56v10H92z" />
  </g>,
  <g key="mirror">
    <path class="shade" d="M0 228h240v52H0z" />
    <circle class="wood" cx="120" cy="126" r="78" />
    <circle class="pale" cx="120" cy="126" r="68" />
    <path class="pale-2" d="M76 178L172 82a68 68 0 0 1 14 28L104 192a68 68 0 0 1-28-14z" />
    <path class="wood" d="M84 214h72v14H84z" />
  </g>,
  <g key="tray">
    <path class="shade" d="M0 214h240v66H0z" />
    <path class="wood" d="M30 196h180l-12 22H42z" />
    <path class="wood-2" d="M30 196h180v-8H30z" />
    <path class="night" d="M60 146h44c0 28-6 42-22 42s-22-14-22-42z" />
    <path class="pale" d="M132 188c-10-10-16-30-10-52h52c6 22 0 42-10 52z" />
    <path class="handle" d="M174 148c22-4 22 28-4 26" />
  </g>,
  <g key="candle">
    <path class="shade" d="M0 222h240v58H0z" />
    <ellipse class="glow" cx="120" cy="86" rx="44" ry="56" />
    <path class="flame" d="M120 62c12 14 14 24 0 38-14-14-12-24 0-38z" />
    <path class="line" d="M120 98v20" />
    <path class="pale" d="M78 118h84v112H78z" />
    <path class="leaf" d="M98 150h44v48H98z" />
  </g>,
  <g key="cushion">
    <path class="shade" d="M0 224h240v56H0z" />
    <path class="wool" d="M52 92c46 12 90 12 136 0-10 46-10 90 0 136-46-10-90-10-136 0 10-46 10-90 0-136z" />
    <path class="wool-2" d="M120 102v116M62 160h116" />
    <circle class="pale" cx="120" cy="160" r="6" />
  </g>,
  <g key="towels">
    <path class="line" d="M40 62h160" />
    <path class="pale" d="M58 62h58v158H58z" />
    <path class="cloth-2" d="M66 176h42M66 188h42M66 200h42" />
    <path class="pale-2" d="M126 62h58v130h-58z" />
    <path class="stripe" d="M140 62v130M155 62v130M170 62v130" />
  </g>,
];
