import type { VNode } from "preact";
import type { Language } from "../protocol/conversation";
import { Art } from "./Art";
import { ORDERS } from "./orders";
import { TEXTS, type Texts } from "./texts";

/** The whole page, in one language. */
export function Shop({ language }: { language: Language }): VNode {
  const texts = TEXTS[language];
  return (
    <>
      <Head language={language} texts={texts} />
      <main>
        <section class="hero">
          <div class="hero-words">
            <p class="over">{texts.season}</p>
            <h1>{texts.hero}</h1>
            <p class="lead">{texts.heroText}</p>
            <a class="call" href="#products">
              {texts.discover}
            </a>
          </div>
          <div class="hero-art" aria-hidden="true">
            <Art index={2} />
            <Art index={0} />
            <Art index={5} />
          </div>
        </section>
        <Products language={language} texts={texts} />
        <section class="promises">
          {texts.promises.map((promise) => (
            <div key={promise.title}>
              <h3>{promise.title}</h3>
              <p>{promise.text}</p>
            </div>
          ))}
        </section>
        <section class="story">
          <Art index={4} />
          <div>
            <p class="over">{texts.story}</p>
            <h2>{texts.storyTitle}</h2>
            <p class="lead">{texts.storyText}</p>
          </div>
        </section>
      </main>
      <footer class="foot">
        <p class="mark">Maison Orme</p>
        <p>{texts.footer}</p>
        <p class="foot-links">
          <a href="#products">{texts.terms}</a>
          <a href="#products">{texts.privacy}</a>
          <a href="#products">{texts.contact}</a>
        </p>
      </footer>
      <Orders language={language} texts={texts} />
    </>
  );
}

function Head({ language, texts }: { language: Language; texts: Texts }): VNode {
  const other = language === "fr" ? "en" : "fr";
  return (
    <header>
      <p class="note">{texts.note}</p>
      <div class="head">
        <a class="mark" href={`?lang=${language}`}>
          Maison Orme
        </a>
        <nav aria-label={texts.navLabel}>
          {texts.nav.map((name) => (
            <a key={name} href="#products">
              {name}
            </a>
          ))}
        </nav>
        <div class="head-tools">
          <a href={`?lang=${other}`} lang={other} hreflang={other}>
            {texts.otherLanguage}
          </a>
          <span class="cart">
            {texts.cart} <b>2</b>
          </span>
        </div>
      </div>
    </header>
  );
}

function Products({ language, texts }: { language: Language; texts: Texts }): VNode {
  const price = new Intl.NumberFormat(language === "fr" ? "fr-FR" : "en-IE", {
    style: "currency",
    currency: "EUR",
    trailingZeroDisplay: "stripIfInteger",
  });
  return (
    <section class="products" id="products">
      <div class="products-head">
        <h2>{texts.favourites}</h2>
        <a href="#products">{texts.seeAll}</a>
      </div>
      <ul>
        {texts.products.map((product, index) => (
          <li key={product.name}>
            <Art index={index} />
            <div class="product-words">
              <h3>{product.name}</h3>
              <p class="price">{price.format(product.price)}</p>
              <p class="detail">{product.detail}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a visitor of the demo can try; a real brand's page has no such thing. */
function Orders({ language, texts }: { language: Language; texts: Texts }): VNode {
  return (
    <details class="orders">
      <summary>{texts.demo}</summary>
      <div class="orders-body">
        <p>{texts.demoText}</p>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.order}</th>
              <th scope="col">{texts.postcode}</th>
              <th scope="col">{texts.outcome}</th>
            </tr>
          </thead>
          <tbody>
            {ORDERS.map((order) => (
              <tr key={order.number}>
                <td>{order.number}</td>
                <td>{order.postcode}</td>
                <td>{order.outcome[language]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
