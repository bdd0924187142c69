package io.kintsugi.examples.frameworks.mybatis;

import java.util.List;
import java.util.Map;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.session.RowBounds;

/** The statements of the shop. */
public interface ShopMapper {
    @Insert("INSERT INTO customer (name, country) VALUES (#{name}, #{country})")
    @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "customer_id")
    int addCustomer(Customer customer);

    @Insert("""
            <script>
            INSERT INTO customer (name, country) VALUES
            <foreach collection="list" item="one" separator=",">(#{one.name}, #{one.country})</foreach>
            </script>""")
    @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "customer_id")
    int addCustomers(@Param("list") List<Customer> customers);

    @Insert("""
            INSERT INTO purchase (customer_id, product_id, status, total_cents, placed_at)
            VALUES (#{customer}, #{product}, #{status}, #{total}, #{placed})""")
    @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "purchase_id")
    int buy(Purchase purchase);

    @Select("SELECT customer_id AS id, name, country, version FROM customer WHERE customer_id = #{id}")
    Customer customer(long id);

    @Select("""
            <script>
            SELECT name FROM customer
            <where>
              <if test="country != null">country = #{country}</if>
              <if test="ids != null">AND customer_id IN
                <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach></if>
            </where>
            ORDER BY customer_id
            </script>""")
    List<String> names(@Param("country") String country, @Param("ids") List<Long> ids);

    @Select("""
            SELECT purchase_id AS id, customer_id AS customer, product_id AS product, status, total_cents AS total,
                placed_at AS placed
            FROM purchase ORDER BY total_cents DESC, customer_id, purchase_id""")
    List<Purchase> dearest(RowBounds page);

    @Select("""
            SELECT r.product_id, r.name, count(*) AS pieces, sum(p.total_cents) AS turnover
            FROM purchase p JOIN product r ON r.product_id = p.product_id
            GROUP BY r.product_id, r.name ORDER BY r.product_id""")
    List<Map<String, Object>> byProduct();

    @Update("""
            UPDATE customer SET name = #{name}, version = version + 1
            WHERE customer_id = #{id} AND version = #{version}""")
    int rename(Customer customer);

    @Update("UPDATE purchase SET status = #{status} WHERE placed_at >= #{from}")
    int mark(@Param("status") String status, @Param("from") java.time.LocalDateTime from);

    @Delete("DELETE FROM purchase WHERE customer_id = #{customer}")
    int forget(long customer);
}
