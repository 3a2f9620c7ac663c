import type { VNode } from "preact";

/** Still lifes in flat shapes, since the demo brand has no photographer. */
export function Art({ index }: { index: number }): VNode {
  return (
    <svg class={`art art-${index % 4}`} viewBox="0 0 240 280" role="presentation" aria-hidden="true">
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
  <g key="jacket">
    <path class="line" d="M120 44v14M60 74c20-16 40-16 60-16s40 0 60 16" />
    <path class="cloth" d="M88 68l-42 26 12 122 22-2-4-58v86h88v-86l-4 58 22 2 12-122-42-26c-8 12-56 12-64 0z" />
    <path class="cloth-2" d="M120 80v162M92 186h20v24H92zM128 186h20v24h-20z" />
    <path class="pale" d="M100 70l20 26 20-26-8-2c-6 6-18 6-24 0z" />
  </g>,
  <g key="bowls">
    <path class="shade" d="M0 220h240v60H0z" />
    <path class="night" d="M52 186h136c-4 32-28 48-68 48s-64-16-68-48z" />
    <path class="night-2" d="M60 150h120c-4 28-24 40-60 40s-56-12-60-40z" />
    <path class="night" d="M68 118h104c-4 24-20 34-52 34s-48-10-52-34z" />
    <ellipse class="pale-2" cx="120" cy="118" rx="52" ry="9" />
  </g>,
  <g key="candle">
    <path class="shade" d="M0 222h240v58H0z" />
    <ellipse class="glow" cx="120" cy="86" rx="44" ry="56" />
    <path class="flame" d="M120 62c12 14 14 24 0 38-14-14-12-24 0-38z" />
    <path class="line" d="M120 98v20" />
    <path class="pale" d="M78 118h84v112H78z" />
    <path class="leaf" d="M98 150h44v48H98z" />
  </g>,
  <g key="shirt">
    <path class="line" d="M120 40v14M66 70c18-16 36-16 54-16s36 0 54 16" />
    <path class="pale" d="M90 64l-44 30 18 44 18-10v112h76V128l18 10 18-44-44-30c-8 10-52 10-60 0z" />
    <path class="line" d="M120 82v158" />
    <path class="pale-2" d="M98 64l22 22 22-22-6-2c-8 6-24 6-32 0z" />
  </g>,
  <g key="basket">
    <path class="shade" d="M0 226h240v54H0z" />
    <path class="handle" d="M76 140c0-92 88-92 88 0" />
    <path class="wood" d="M56 138h128l-14 100H70z" />
    <path class="weave" d="M58 156h124M61 174h118M63 192h114M66 210h108M68 226h104M84 138l6 100M104 138l3 100M136 138l-3 100M156 138l-6 100M120 138v100" />
  </g>,
];
