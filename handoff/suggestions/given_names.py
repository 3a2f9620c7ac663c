"""Given names that French and English customers bear: the first word of most people's names.

Not a census: the names in common use, so that "Julie est passée" is known to be about somebody.
Names are folded (lower case, no accents).
"""

from __future__ import annotations

from typing import Final

GIVEN_NAMES: Final = frozenset(
    """
    aaron abdel abdelkader abdoulaye abel achille adam adama adele adeline adrian adrien
    adrienne agathe agnes ahmed aicha aime aimee aissatou alain alan alban albert alberto aldo
    alec alejandro alessandro alessia alex alexa alexander alexandra alexandre alexia alexis
    alfred ali alice alicia alienor alina aline alison alix allan allison alma aloys alphonse
    alvaro amadou amanda amandine amaury ambre amel amelia amelie amin amina amir amy ana
    anais anastasia anders andre andrea andreas andree andrew andy ange angel angela angele
    angelina angelique anissa anita anna annabelle annaelle anne annette annick annie anouk
    anthony antoine antoinette anton antonin antonio apolline ariane arlette armand armelle
    arnaud arthur ashley asma assia astrid aubin aude audrey audric auguste augustin aurelia
    aurelie aurelien aurore axel axelle aya aymeric aziz baptiste barbara bartholome basile
    bastien beatrice belinda benedicte benjamin benoit bernadette bernard bertrand beth betty
    bilal bjorn blaise bob bonnie boris boubacar bradley brahim brandon brenda brian brice
    brieuc brigitte brittany bruce bruno bryan caleb cameron camille candice capucine carine
    carl carla carlos carmen carol carole carolina caroline caroll casimir cassandra cassandre
    catarina catherine cathy cecile cecilia cedric celeste celestin celia celine chantal
    charlene charles charlie charlotte chelsea chloe chris christel christelle christian
    christiane christina christine christophe christopher cindy claire clara clarisse claude
    claudette claudia claudie claudine clea clemence clement clementine cleo cloe clotilde
    clovis colette colin coline connor constance constant constantin coralie corentin corinne
    cyprien cyril cyrille damien dan dana daniel daniela danielle danny daphne david dawn dean
    deborah delphine denis denise dennis derek diana diane didier diego dimitri dina djamel
    djibril dominique donald donna donovan dorian doris dorothee dorothy douglas duncan dylan
    eddy edgar edith edmond edouard eduardo edward edwige edwin eileen elena eleonore eli
    elian eliane elias elie eliette eline elinor eliott elisa elisabeth elise elizabeth ella
    ellen ellie elliot elodie eloise elsa elvire emeline emeric emile emilia emilie emilien
    emily emma emmanuel emmanuelle emmy enora enzo eric erica erik erika erin ernest erwan
    erwin esteban estelle esther ethan etienne eugene eugenie eulalie eva evan eve evelina
    evelyn evelyne ewan ewen fabian fabien fabienne fabio fabrice fadila faiza fanny fares
    farid farida fatiha fatima fatou fatoumata faustine felicie felix ferdinand fernand
    fernando filip fiona firmin flavie flavien flora flore florent florian floriane francesca
    francesco francine francis francisco franck francois francoise frank franz fred freddy
    frederic frederick frederique gabin gabriel gabriela gabrielle gael gaelle gaetan garance
    gareth gary gaspard gaston gauthier gautier gemma genevieve geoffrey geoffroy george
    georges georgette georgia gerald geraldine gerard germain germaine gery ghislain ghislaine
    gianni gilbert gilberte gildas gilles gillian gina ginette giovanni gisele giulia giuseppe
    gladys gloria goncalo gonzague graham gregoire gregory greta guilhem guillaume guillemette
    gustave guy gwenael gwenaelle gwendoline habib hadrien hakim hamza hanna hannah hans
    harold harriet harris harrison harry hassan hayley heather hector heidi helen helena
    helene heloise henri henriette henry herbert herve hicham hilary hippolyte holly honore
    honorine horace hortense houria howard hubert hugh hugo hugues ian ibrahim ibrahima ida
    idris ignace igor ilan ilona ilyes imane imran ines ingrid irene irina iris irma isaac
    isabel isabella isabelle isadora isaure ismael ivan ivana jack jackie jacky jacob
    jacqueline jacques jade jaime jake jamal james jamie jan jana jane janet janice janine
    jason javier jean jeanette jeanne jeannette jeannine jennifer jenny jeremie jeremy jerome
    jesse jessica jessy jill jimmy joachim joan joana joanna joanne joao joaquin jocelyn
    jocelyne jodie joe joel joelle joffrey johan johann johanna john johnny jonas jonathan
    jordan jordane jorge jose josee joseph josephine josette joshua josiane josselin joyce
    juan juana judith jules julia julian juliana juliane julie julien julienne juliette julio
    justin justine kamel karen karim karima karin karine karl kate katherine kathleen kathryn
    kathy katia katie kayla keith kelly kelvin ken kenneth kenny kenza kerry kevin khadidja
    khadija khalid kilian kim kimberly kirsten kirsty klara klaus kristin kyle kylian laetitia
    lahcen laila lara larry lars latifa laura laure laureen laurence laurene laurent laurette
    laurie laurine lauryn lea leah leandre leila lena leo leon leona leonard leonardo leonie
    leonor leopold leslie lewis lia liam lilian liliane lilou lily lina linda lindsay line
    lionel lisa lise lisette lison loan loane logan lohan loic lois lola lorenzo loretta loris
    lorraine lou louane louis louise louison louka lubin luc luca lucas luce lucette lucia
    lucie lucien lucienne lucile lucille lucy ludivine ludmila ludovic luigi luis luisa lukas
    luke lya lydia lydie lyna lynda lynn mael maelle maelys maeva magali magalie magdalena
    maggie mahamadou mahmoud maia maika maimouna malcolm malik malika malo malorie mamadou
    manel manon manuel manuela marc marceau marcel marcelle marcelline marco marcus margaret
    margaux margot marguerite maria mariam mariama marianne marie marielle marilyn marina
    marine mario marion marissa marius marjorie mark marlene marley marta martha marthe
    martial martin martina martine marvin mary maryam maryline maryse maryvonne mateo mathias
    mathieu mathilde mathis mathurin mathys matt matteo matthew matthias matthieu maud maureen
    maurice mauricette maxence maxime maximilien maya megan mehdi melanie melina melinda
    melissa melodie melvin meriem merwan michael michel michele micheline michelle miguel mika
    mike mila milan milena miles milo mirabelle miranda mireille miriam mohamed mohammed moise
    mona monica monika monique morad morgan morgane moussa muriel mustapha mylene myriam nabil
    nabila nadege nadia nadine nadir naim naima nancy nans naomi nassim natacha natalia
    natalie natasha nathalie nathan nathanael nawel neil nelly nelson nicholas nick nicky
    nicola nicolas nicole nikita nils nina nino noa noam noe noel noelie noella noelle noemie
    nohan nolan nolwenn nora norah norbert norma norman nour octave octavie odette odile olga
    oliver olivia olivier omar ophelie orlando orlane oscar othman oumar ousmane owen pablo
    paloma pamela paola paolo pascal pascale pascaline patrice patricia patrick paul paula
    paule paulette pauline paulo pedro peggy penelope pepita perrine peter petra phil
    philibert philip philippa philippe philippine phoebe pierre pierre-louis pierre-yves
    pierrette pierrick pietro priscilla priscille quentin rachel rachid rachida rafael ralph
    ramon ramzi raoul raphael raphaelle rayan raymond raymonde rebecca regina reginald regine
    regis rejane remi remy renaud rene renee reynald ricardo richard rick rita robert roberta
    roberto robin rocco roch rodolphe rodrigo rodrigue roger roland rolande romain romane
    romaric romeo romuald romy ronald ronan rosa rosalie rosario rose rosemary rosie rosine
    rowan roxane ruben rudy rupert russell ruth ryan sabine sabrina sacha sadio said salim
    salima sally salma salome salomon salvatore sam samantha samia samir samira sammy samuel
    samy sandra sandrine sandro sandy santiago sara sarah sasha saskia scott sean sebastian
    sebastien selena selim selma serge sergei sergey sergio seth severine shannon sharon shaun
    sheila shirley sibylle sidney sidonie siham silvia simeon simon simone sixte sixtine
    slimane sofia sofiane solal solange solene soline sonia sonya sophia sophie soraya stacy
    stanislas steeve stella stephan stephane stephanie stephen steve steven stuart sue susan
    susie suzanne suzette suzie sven svetlana sybille sylvain sylvaine sylvere sylvestre
    sylvette sylviane sylvie tamara tanguy tania tara tatiana ted telma teo terence teresa
    terry tess thais thea thelma theo theodore theophile theresa therese thibaud thibault
    thibaut thierry thomas thomasine tiago tifaine tim timeo timothe timothee timothy tina
    titouan tobias todd tom tommy toni tony tracy trevor tristan tyler ugo ulrich ulysse
    urbain ursula valentin valentina valentine valere valerian valerie vanessa vera veronica
    veronique vicky victor victoria victorien vincent vincente viola violette virgile virginie
    vivian viviane vivien vladimir walid walter wanda warren wassim wendy wilfried wilhelm
    william willy winston xavier yacine yael yan yanis yann yannick yasmina yasmine yassine
    yoann yohan yolande youcef younes youri youssef ysee yulia yusuf yvan yves yvette yvon
    yvonne zachary zakaria zara zelie zeynep zineb zita zoe zohra
    """.split()  # noqa: SIM905 - a thousand quoted words would be no easier to read
)

ALSO_WORDS: Final = frozenset(
    """
    aime aimee ali alma ambre ange auguste aurore aya capucine celeste charlotte claire
    clemence colin constance constant dan dawn dean esther eve flore florent florian garance
    georgia germain harris honore iris jade jordan joy lewis line lise lorraine lou marguerite
    marine martin melodie mila milan mirabelle nancy noel octave olive penelope perle
    philippine prudence romane rosa rose said sam sandy santiago sidney sixtine stuart sue
    tara ted tim tom tristan urbain valentine vera victoria viola violette
    """.split()  # noqa: SIM905
)
"""Given names that are words, places, days or goods too: names only with another name behind."""
